package linter

import (
	"path"
	"slices"
	"strings"
)

// adminRole may change what decides: configuration, rules, people, workflows.
const adminRole = "admin"

// governing is the visible list of what decides about pages or about what becomes of them when they are published, whatever
// the generator. It is matched against paths from the root of the site and of the repository: a name with a slash at its
// end is a folder there, one with a star the beginning of a path, and any other the name of a file in whatever folder.
func governing() []string {
	return []string{
		// The check itself: its configuration, people, keys and packs, and the jobs that run it.
		".rasoat*", ".github/", ".gitea/", ".forgejo/", ".gitlab-ci*", ".circleci/", ".woodpecker*", ".travis.yml", "Jenkinsfile",
		"azure-pipelines.yml", "bitbucket-pipelines.yml", ".pre-commit-config.yaml", "lefthook.yml", ".husky/",
		// What Git itself obeys, and who is asked to review.
		"CODEOWNERS", ".gitattributes", ".gitmodules",
		// How the site is deployed and served.
		"netlify.toml", "vercel.json", "now.json", "wrangler.toml", "wrangler.json", "wrangler.jsonc", "firebase.json", ".firebaserc",
		"staticwebapp.config.json", "amplify.yml", "render.yaml", "fly.toml", "app.yaml", "Procfile", "_headers", "_redirects",
		"_routes.json", "_worker.js", "CNAME", ".nojekyll", ".htaccess", "web.config", "nginx.conf", "Caddyfile",
		"Dockerfile", "Containerfile", "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml",
		"functions/", "netlify/", "api/", "edge-functions/",
		// What is run or fetched to build it.
		"package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb",
		".npmrc", ".yarnrc", ".yarnrc.yml", "Gemfile", "Gemfile.lock", "Rakefile", "requirements.txt", "pyproject.toml",
		"Pipfile", "Pipfile.lock", "poetry.lock", "uv.lock", "composer.json", "composer.lock", "go.mod", "go.sum", "go.work",
		"Makefile", "GNUmakefile", "makefile", "justfile", "Justfile", "Taskfile.yml", "build.sh", "deploy.sh",
	}
}

// governs reports whether a path, from the root of the site or of the repository, is in a list like governing.
func governs(list []string, p string) bool {
	return slices.ContainsFunc(list, func(name string) bool {
		beginning, wild := strings.CutSuffix(name, "*")
		if wild || strings.HasSuffix(name, "/") {
			return strings.HasPrefix(p, beginning)
		}
		return path.Base(p) == name
	})
}

// decides reports whether a file of the repository decides about pages: only an admin may change it. The path is from
// the site's root, or from the repository's for a file outside the site.
func (l *law) decides(p string) bool {
	for _, pack := range l.config.Packs {
		if folder := path.Clean(pack.Path); p == folder || strings.HasPrefix(p, folder+"/") {
			return true
		}
	}
	return governs(governing(), p) || p == path.Clean(l.config.PeoplePath)
}

// harmless lists the endings of media and documents, which run nothing where they are shown or opened from the site's
// address. Only they are left to the reviewers of the page that shows them. SVG is not among them: it may hold a script.
func harmless() []string {
	return []string{
		".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".heic", ".heif",
		".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac", ".mp4", ".m4v", ".webm", ".ogv", ".mov", ".vtt", ".srt",
		".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".csv", ".epub",
	}
}

// isHarmless reports whether a file is a medium or a document by its name, as web servers judge it.
func isHarmless(p string) bool { return slices.Contains(harmless(), strings.ToLower(path.Ext(p))) }
