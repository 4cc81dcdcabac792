package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/examples"
)

func newDemo(env environment) *cobra.Command {
	var keep bool
	command := &cobra.Command{
		Use:   "demo",
		Short: "Play the way of a page from pull request to publication in a throw-away repository",
		Example: `  rasoat demo
  rasoat demo --keep       # leave the repository there to look around in`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			dir, err := os.MkdirTemp("", "rasoat-demo-")
			if err != nil {
				return err
			}
			if keep {
				defer fmt.Fprintf(env.stdout, "\n%s\n", dir)
			} else {
				defer os.RemoveAll(dir)
			}
			return demo{env: env, dir: dir}.play()
		},
	}
	command.Flags().BoolVar(&keep, "keep", false, "keep the repository and say where it is")
	return command
}

// demo plays the journey in a repository of its own, with the very commands that a user types.
type demo struct {
	env environment
	dir string
}

// demoPage is the page that the journey is about, from the site's root.
const demoPage = "content/thong-bao/hop-phu-huynh-dau-nam.md"

const demoDraft = `---
title: Họp phụ huynh đầu năm học
date: 2026-09-10
author: p.lan
---

Nhà trường trân trọng kính mời quý phụ huynh dự buổi họp đầu năm học 2026–2027 lúc 8 giờ, Chủ nhật 13/9/2026.

Phụ huynh lớp 6A cần hỏi thêm xin gọi chị Mai: 0912 345 678.
`

// step is one scene: what happens, the commands, and the exit code of the last one.
type step struct {
	vi, en   string
	edit     func(text string) string // changes the page before the commands; nil: leaves it
	commands []string
	exit     int
}

func (d demo) steps() []step {
	const check = "rasoat check --base main"
	commit := func(message string) string { return "git commit -qam '" + message + "'" }
	return []step{
		{"Trường có trang web trong Git. Hiệu trưởng có khoá để ký duyệt.", "The school keeps its site in Git; the principal has a key to sign with.", nil, []string{
			"git init -q -b main", "ssh-keygen -q -t ed25519 -N '' -C p.hieutruong -f .git/hieutruong", "#key",
			"git add -A", "git commit -qm 'Trang web của trường'"}, exitPass},
		{"Cô Lan viết một thông báo trên nhánh riêng và gửi yêu cầu đăng.", "Ms Lan writes a notice on a branch and opens a pull request.", func(string) string { return demoDraft }, []string{
			"git switch -qc thong-bao", "git add " + demoPage, commit("Mời họp phụ huynh"), check}, exitBlocked},
		{"Cô Lan thay số riêng bằng số văn phòng. Máy không còn gì để bắt lỗi, nhưng chưa ai duyệt.", "She puts the office number instead. Nothing is left to fix, but nobody has approved.", func(text string) string {
			return strings.Replace(text, "gọi chị Mai: 0912 345 678", "gọi văn phòng: 0225 3876 543", 1)
		}, []string{commit("Dùng số văn phòng"), check}, exitBlocked},
		{"Hiệu trưởng đọc và duyệt đúng nội dung này.", "The principal reads it and approves exactly this content.", nil, []string{
			"rasoat approve " + demoPage + " --key .git/hieutruong", check}, exitPass},
		{"Sau khi duyệt, một chữ số bị đổi. Phê duyệt không còn giá trị.", "After the approval one digit is changed. The approval no longer counts.", func(text string) string {
			return strings.Replace(text, "8 giờ", "9 giờ", 1)
		}, []string{commit("Đổi giờ họp"), check}, exitBlocked},
	}
}

func (d demo) play() error {
	school, err := fs.Sub(examples.Files(), "truong-hoa-sen")
	if err == nil {
		err = os.CopyFS(d.dir, school)
	}
	if err != nil {
		return fmt.Errorf("%s: the example cannot be copied: %w", d.dir, err)
	}
	for i, s := range d.steps() {
		fmt.Fprintf(d.env.stdout, "\n%d. %s\n   %s\n", i+1, s.vi, s.en)
		if err := d.edit(s.edit); err != nil {
			return err
		}
		exit := exitPass
		for _, line := range s.commands {
			var err error
			if exit, err = d.command(line); err != nil {
				return err
			}
		}
		if exit != s.exit {
			return fmt.Errorf("demo: step %d ended with exit code %d instead of %d; please report this", i+1, exit, s.exit)
		}
	}
	return nil
}

// edit rewrites the page of the journey.
func (d demo) edit(change func(string) string) error {
	if change == nil {
		return nil
	}
	name := filepath.Join(d.dir, filepath.FromSlash(demoPage))
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	fmt.Fprintf(d.env.stdout, "\n$ edit %s\n", demoPage)
	after := change(string(text))
	had := strings.Split(string(text), "\n")
	for line := range strings.SplitSeq(strings.TrimSuffix(after, "\n"), "\n") {
		if !slices.Contains(had, line) {
			fmt.Fprintf(d.env.stdout, "+ %s\n", line)
		}
	}
	return os.WriteFile(name, []byte(after), 0o644)
}

// command shows a line as a user types it, and runs it: rasoat in this process, git and ssh-keygen as programs.
func (d demo) command(line string) (exit int, err error) {
	if line == "#key" {
		return exitPass, d.trustKey()
	}
	fmt.Fprintf(d.env.stdout, "\n$ %s\n", line)
	words := split(line)
	if words[0] == "rasoat" {
		env := d.env
		env.dir = d.dir
		exit := run(words[1:], env)
		fmt.Fprintf(d.env.stdout, "(exit %d)\n", exit)
		return exit, nil
	}
	program := exec.CommandContext(d.env.ctx, words[0], words[1:]...)
	program.Dir = d.dir
	program.Stdout, program.Stderr = d.env.stdout, d.env.stderr
	program.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Cô Lan", "GIT_AUTHOR_EMAIL=lan@thcshoasen.edu.vn",
		"GIT_COMMITTER_NAME=Cô Lan", "GIT_COMMITTER_EMAIL=lan@thcshoasen.edu.vn")
	if err := program.Run(); err != nil {
		return exitFault, fmt.Errorf("%s: %w; the demo needs git and ssh-keygen on the PATH", line, err)
	}
	return exitPass, nil
}

// trustKey puts the new key into the site's file of signers.
func (d demo) trustKey() error {
	public, err := os.ReadFile(filepath.Join(d.dir, ".git", "hieutruong.pub"))
	if err != nil {
		return err
	}
	const signers = ".rasoat/allowed_signers"
	fmt.Fprintf(d.env.stdout, "\n$ echo \"p.hieutruong $(cat .git/hieutruong.pub)\" > %s\n", signers)
	return os.WriteFile(filepath.Join(d.dir, filepath.FromSlash(signers)), append([]byte("p.hieutruong "), public...), 0o644)
}

// split cuts a command line into words; single quotes keep blanks together.
func split(line string) []string {
	var words []string
	var word strings.Builder
	quoted, open := false, false
	for _, r := range line {
		switch {
		case r == '\'':
			quoted, open = !quoted, true
		case r == ' ' && !quoted:
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
			open = true
		}
	}
	return append(words, word.String())
}
