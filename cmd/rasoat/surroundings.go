package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/setup"
)

// lookAround reads what stands around the site in a folder. What only git can tell is left out where there is no git, or no
// repository.
func lookAround(env environment, dir string) (*setup.Surroundings, error) {
	full, err := filepath.Abs(env.path(dir))
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		full = real
	}
	r := setup.Repository{Folder: "."}
	top := full
	if said := gitSays(env, full, "rev-parse", "--show-toplevel"); said != "" {
		top = filepath.FromSlash(said)
	}
	if folder, err := filepath.Rel(top, full); err == nil && filepath.IsLocal(folder) {
		r.Folder = filepath.ToSlash(folder)
	}
	r.Files = os.DirFS(top)
	r.Origin = gitSays(env, full, "config", "--get", "remote.origin.url")
	r.Branch = publishedBranch(env, full)
	r.Branches = strings.Fields(gitSays(env, full, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads", "refs/remotes/origin"))
	for i, name := range r.Branches {
		r.Branches[i] = strings.TrimPrefix(name, "origin/")
	}
	r.Subjects = strings.Split(gitSays(env, full, "log", "-50", "--format=%s"), "\n")
	authors := gitSays(env, full, "log", "-5000", "--format=%aN%x09%aE") + "\n" +
		gitSays(env, full, "config", "user.name") + "\t" + gitSays(env, full, "config", "user.email")
	for line := range strings.SplitSeq(authors, "\n") {
		if name, email, ok := strings.Cut(line, "\t"); ok {
			author := setup.Author{Name: strings.TrimSpace(name), Email: strings.TrimSpace(email)}
			if !slices.Contains(r.Authors, author) {
				r.Authors = append(r.Authors, author)
			}
		}
	}
	r.Shallow = gitSays(env, full, "rev-parse", "--is-shallow-repository") == "true"
	return setup.Look(r)
}

// publishedBranch returns the branch that the origin shows first, else the one that is checked out.
func publishedBranch(env environment, dir string) string {
	if name := gitSays(env, dir, "symbolic-ref", "--short", "refs/remotes/origin/HEAD"); name != "" {
		return strings.TrimPrefix(name, "origin/")
	}
	return gitSays(env, dir, "symbolic-ref", "--short", "HEAD")
}

// gitSays asks git about the repository of who sits at this computer: init and doctor are for them, no job runs these.
func gitSays(env environment, dir string, args ...string) string {
	command := exec.CommandContext(env.ctx, "git", args...)
	command.Dir = dir
	out, err := command.Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
