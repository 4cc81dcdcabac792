package setup

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/rasoat/rasoat/examples"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Answers is what only people know. What is empty is guessed, or left for them to fill in.
type Answers struct {
	Name, URL   string   // of the school and its site
	Reviewer    string   // name of who approves
	Email       string   // of the reviewer
	Login       string   // of the reviewer in the forge
	Account     int64    // number of that account
	ReadOnly    bool     // no job may do more than read
	Action      string   // commit or tag of rasoat that the jobs use
	Told        string   // what the tag or commit is called
	LaterIssues []string // rules about the whole site that it does not meet yet
}

// File is one file of a plan.
type File struct {
	Path  string // from the top of the repository
	Text  string
	State State
}

// State is how a planned file stands to what is there.
type State string

// The states. Only a file that is New is written.
const (
	New       State = "new"
	Same      State = "same"
	Different State = "different" // somebody has written it: it is theirs
)

// noreply is the address by which GitHub hides an account's real one; it tells number and login.
var noreply = regexp.MustCompile(`^([0-9]{1,15})\+([A-Za-z0-9-]+)@users\.noreply\.github\.com$`)

// Plan returns the files by which the repository gets its gate, in the order in which people should read them.
func (s *Surroundings) Plan(a Answers) ([]File, error) {
	if m := noreply.FindStringSubmatch(a.Email); m != nil {
		number, err := strconv.ParseInt(m[1], 10, 64)
		if err == nil && a.Account == 0 {
			a.Account = number
		}
		if a.Login == "" {
			a.Login = m[2]
		}
	}
	name, url := s.guess()
	if a.Name == "" {
		a.Name = name
	}
	if a.URL == "" {
		a.URL = url
	}
	files := []File{
		{Path: path.Join(s.repository.Folder, ".rasoat.yml"), Text: configuration(a)},
		{Path: path.Join(s.repository.Folder, ".rasoat/people.yml"), Text: s.people(a)},
	}
	jobs, err := s.jobFiles(a)
	if err != nil {
		return nil, err
	}
	files = append(files, jobs...)
	for i := range files {
		old, err := fs.ReadFile(s.repository.Files, files[i].Path)
		switch {
		case err != nil:
			files[i].State = New
		case string(old) == files[i].Text:
			files[i].State = Same
		default:
			files[i].State = Different
		}
	}
	return files, nil
}

// guess reads the site's name and address from its generator's configuration. People see the guess before it is written.
func (s *Surroundings) guess() (name, url string) {
	for _, file := range []string{"hugo.toml", "hugo.yaml", "hugo.yml", "config/_default/hugo.toml", "config.toml", "config.yaml",
		"config.yml", "_config.yml", "mkdocs.yml", "zensical.toml", "docusaurus.config.js", "docusaurus.config.ts"} {
		lines := s.read(path.Join(s.repository.Folder, file))
		if name == "" {
			name = value(lines, `title|site_name`)
		}
		if said := value(lines, `baseurl|base_url|site_url|url`); url == "" && strings.HasPrefix(said, "http") {
			url = said
		}
	}
	return name, url
}

// value returns what a line of a configuration gives to one of the keys, in TOML, YAML or JavaScript.
func value(lines, keys string) string {
	line := regexp.MustCompile(`(?mi)^\s*(?:` + keys + `)\s*[:=]\s*(?:'([^'\n]*)'|"([^"\n]*)"|([^'"\s#][^'"#\n]*))`)
	if m := line.FindStringSubmatch(lines); m != nil {
		return strings.TrimSpace(m[1] + m[2] + m[3])
	}
	return ""
}

// quoted writes a text as YAML understands it, whatever is in it.
func quoted(said string) string {
	visible := strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return ' '
		}
		return r
	}, said)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(visible) + `"`
}

func configuration(a Answers) string {
	name := a.Name
	if name == "" {
		name = "Tên trường"
	}
	site := "{name: " + quoted(name) + ", url: " + quoted(a.URL) + "}"
	if a.URL == "" {
		site = "{name: " + quoted(name) + ", id: truong} # thay id bằng url của trang khi đã có, như url: https://…"
	}
	text := `# Trang này được rà soát thế nào. Sửa tệp này cần người có vai trò admin duyệt.
language: vi
site: ` + site + `

# Số điện thoại và địa chỉ thư chính thức của trường, được phép đăng.
contacts:
  phones: []
  emails: []

# Trang nào cần ai duyệt. Ví dụ thêm: - {when: 'page.section == "thuc-don"', need: {editor: 1}}
review:
  - {when: 'true', need: {principal: 1}}
people: .rasoat/people.yml
`
	if len(a.LaterIssues) > 0 {
		text += "\n# Trang bắt buộc mà trang web chưa có. Có trang nào rồi, hãy xoá dòng ấy: từ đó thiếu nó là lỗi.\nrules:\n"
		for _, rule := range a.LaterIssues {
			text += "  " + rule + ": {severity: warning}\n"
		}
	}
	return text
}

func (s *Surroundings) people(a Answers) string {
	name, email := a.Reviewer, a.Email
	if name == "" {
		name = "Hiệu trưởng"
	}
	emails := "[]"
	if email != "" {
		emails = "[" + quoted(email) + "]"
	}
	account := "    # " + s.Forge + ": 12345678\n" +
		"    # Bỏ dấu # và ghi số tài khoản của người này, để lượt bấm “Approve” được tính. Tìm số: mở\n" +
		"    # " + s.accountAddress() + " và chép số đứng sau chữ \"id\".\n"
	if a.Account > 0 {
		account = fmt.Sprintf("    %s: %d\n", s.Forge, a.Account)
	}
	return `# Ai được duyệt, ai viết bài. Sửa tệp này cần người có vai trò admin duyệt.
#
# Xin ghi cả những người viết bài: bài do người lạ viết cần thêm một người duyệt. Ai đã từng viết thì có sẵn dưới đây; xin
# sửa tên cho đúng, và gộp các mục của cùng một người.
# Nên có ít nhất hai người duyệt (vai trò principal): không ai duyệt được bài của chính mình.
people:
  p.hieutruong:
    name: ` + quoted(name) + `
    roles: [principal, admin]
    emails: ` + emails + `
` + account + s.writers(a)
}

// accountAddress returns where the number of an account can be read.
func (s *Surroundings) accountAddress() string {
	host, _ := s.origin()
	if host == "" {
		host = "ĐỊA-CHỈ-CỦA-KHO"
	}
	switch s.Forge {
	case Gitea:
		return "https://" + host + "/api/v1/users/TÊN-ĐĂNG-NHẬP"
	case GitLab:
		return "https://" + host + "/api/v4/users?username=TÊN-ĐĂNG-NHẬP"
	}
	return "https://api.github.com/users/TÊN-ĐĂNG-NHẬP"
}

// maxWriters bounds the people that a plan names.
const maxWriters = 60

// writers returns entries for those who have written so far, one for each name.
func (s *Surroundings) writers(a Answers) string {
	type writer struct {
		id, name string
		emails   []string
		account  string
	}
	var list []*writer
	known, claimed := map[string]*writer{}, map[string]bool{strings.ToLower(a.Email): true}
	ids := map[string]bool{"p.hieutruong": true}
	for _, author := range s.repository.Authors {
		w := known[strings.ToLower(author.Name)]
		switch {
		case claimed[strings.ToLower(author.Email)], author.Email == "", strings.TrimSpace(author.Name) == "", w == nil && len(list) == maxWriters:
			continue
		case w == nil:
			w = &writer{id: newID(author.Name, ids), name: author.Name}
			known[strings.ToLower(author.Name)] = w
			list = append(list, w)
		}
		w.emails = append(w.emails, author.Email)
		claimed[strings.ToLower(author.Email)] = true
		if m := noreply.FindStringSubmatch(author.Email); m != nil && s.Forge == GitHub {
			w.account = m[1]
		}
	}
	if len(list) == 0 {
		return "\n  # p.lan: {name: Cô Lan, roles: [editor], " + s.Forge + ": 87654321, emails: [lan@truong.edu.vn]}\n"
	}
	var b strings.Builder
	for _, w := range list {
		b.WriteString("  " + w.id + ":\n    name: " + quoted(w.name) + "\n    roles: [editor]\n")
		if w.account != "" {
			b.WriteString("    github: " + w.account + "\n")
		}
		var emails []string
		for _, email := range w.emails {
			emails = append(emails, quoted(email))
		}
		b.WriteString("    emails: [" + strings.Join(emails, ", ") + "]\n")
	}
	return b.String()
}

// newID makes an id of a name that nobody has yet, such as p.lan of “Cô Lan”.
func newID(name string, taken map[string]bool) string {
	var letters strings.Builder
	words := strings.Fields(name)
	for _, r := range text.Plain(words[len(words)-1]) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			letters.WriteRune(r)
		}
	}
	if letters.Len() == 0 {
		letters.WriteString("nguoi")
	}
	id := "p." + letters.String()
	for n := 2; taken[id]; n++ {
		id = "p." + letters.String() + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

// jobFiles returns what the forge reads.
func (s *Surroundings) jobFiles(a Answers) ([]File, error) {
	switch s.Forge {
	case GitHub:
		names := []string{"rasoat.yml", "rasoat-review.yml", "rasoat-published.yml"}
		if a.ReadOnly {
			names = []string{"rasoat-published.yml"}
		}
		var files []File
		if a.ReadOnly {
			text, err := s.job(examples.Jobs(), "github-read-only.yml", a)
			if err != nil {
				return nil, err
			}
			files = append(files, File{Path: ".github/workflows/rasoat.yml", Text: text})
		}
		for _, name := range names {
			text, err := s.job(examples.Files(), "truong-hoa-sen/.github/workflows/"+name, a)
			if err != nil {
				return nil, err
			}
			files = append(files, File{Path: ".github/workflows/" + name, Text: text})
		}
		return append(files, s.asking(".github/", a)...), nil
	case Gitea:
		text, err := s.job(examples.Jobs(), "gitea.yml", a)
		if err != nil {
			return nil, err
		}
		return append([]File{{Path: ".gitea/workflows/rasoat.yml", Text: text}}, s.asking(".gitea/", a)...), nil
	case GitLab:
		text, err := s.job(examples.Jobs(), "gitlab.yml", a)
		if err != nil {
			return nil, err
		}
		return []File{{Path: ".gitlab-ci.yml", Text: text}}, nil
	}
	return nil, fmt.Errorf("nothing tells on which forge the repository is; write --forge %s, %s or %s", GitHub, Gitea, GitLab)
}

// job fits a job of the examples to the site. What it replaces must be there.
func (s *Surroundings) job(from fs.FS, name string, a Answers) (string, error) {
	bytes, err := fs.ReadFile(from, name)
	if err != nil {
		return "", err
	}
	text := string(bytes)
	pinned := func(action string) string { return action + a.Action }
	if a.Told != "" && a.Told != a.Action {
		pinned = func(action string) string { return action + a.Action + " # " + a.Told }
	}
	for _, change := range []struct{ old, new string }{
		{`working-directory: "."`, "working-directory: " + quoted(s.repository.Folder)},
		{`RASOAT_WORKING_DIRECTORY: "."`, "RASOAT_WORKING_DIRECTORY: " + quoted(s.repository.Folder)},
		{"branches: [main]", "branches: [" + quoted(s.repository.Branch) + "]"},
		{"rasoat/rasoat@v1", pinned("rasoat/rasoat@")},
		{"cmd/rasoat@v1", "cmd/rasoat@" + a.Action},
	} {
		if change.old != change.new && !(strings.HasSuffix(change.new, `: "."`) || change.new == `branches: ["main"]`) {
			text = strings.ReplaceAll(text, change.old, change.new)
		}
	}
	return text, nil
}

// asking returns the files by which a forge asks the reviewer, and reminds the editor.
func (s *Surroundings) asking(folder string, a Answers) []File {
	line := "# *  @tên-đăng-nhập-của-người-duyệt\n"
	if a.Login != "" {
		line = "*  @" + a.Login + "\n"
	}
	return []File{
		{Path: folder + "CODEOWNERS", Text: "# Ai được mời duyệt mỗi khi có yêu cầu đăng bài. Việc quyết định vẫn theo .rasoat.yml.\n" + line},
		{Path: folder + "pull_request_template.md", Text: requestTemplate},
	}
}

// requestTemplate is what an editor finds in a new request.
const requestTemplate = `<!-- Thầy cô đánh dấu x vào ô đã xem, như [x]. -->

- [ ] Bài không có số điện thoại riêng, số căn cước, địa chỉ nhà hay điểm số của học sinh, phụ huynh.
- [ ] Ảnh đã tải vào kho của trường, có mô tả, và người trong ảnh đã đồng ý.
- [ ] Số liệu và trích dẫn có ghi nguồn.
- [ ] Tôi đã đọc lại ngày, giờ và tên người.

Máy sẽ rà soát trong khoảng một phút rồi nhắn ngay bên dưới: việc gì cần sửa, hoặc đang chờ ai duyệt.
Hướng dẫn: https://github.com/rasoat/rasoat/blob/main/docs/nguoi-viet.md
`

// Lines tells in a language what was found and what a plan does, for people to read before anything is written.
func (s *Surroundings) Lines(files []File, language string) ([]string, error) {
	say, err := lang.For(language)
	if err != nil {
		return nil, err
	}
	lines := []string{say.Say("init.forge", "forge", s.Forge)}
	var names []string
	for _, e := range s.Editors {
		names = append(names, e.Name)
	}
	if len(names) > 0 {
		slices.Sort(names)
		lines = append(lines, say.Say("init.editors", "list", say.List(slices.Compact(names))))
	}
	for _, f := range files {
		lines = append(lines, "  "+say.Say("init."+string(f.State), "path", f.Path))
	}
	return lines, nil
}

// After tells in a language what people do once the files are written.
func (s *Surroundings) After(language string) ([]string, error) {
	say, err := lang.For(language)
	if err != nil {
		return nil, err
	}
	return []string{say.Say("init.after-read"), say.Say("init.after-keep"), say.Say("init.after-ask")}, nil
}

// Question asks in a language whether the files may be written.
func (s *Surroundings) Question(language string) (string, error) {
	say, err := lang.For(language)
	return say.Say("init.question"), err
}

// Unwritten says in a language that nothing was written.
func (s *Surroundings) Unwritten(language string) (string, error) {
	say, err := lang.For(language)
	return say.Say("init.nothing"), err
}
