#!/bin/sh
# Prints the ids that Hugo gives to the headings of a file, for one autoHeadingIDType: hugo.sh headings.txt github
set -eu
headings=$(realpath "$1") site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
cd "$site"
mkdir -p content layouts/_default
printf 'disableKinds: [home, section, taxonomy, term, RSS, sitemap, robotsTXT, "404"]\nmarkup: {goldmark: {parser: {autoHeadingIDType: %s}}}\n' "$2" > hugo.yaml
echo '{{ .Content }}' > layouts/_default/single.html
awk 'BEGIN { RS = "" } { f = sprintf("content/p%03d.md", NR); print "---\ntitle: x\n---" > f; n = split($0, l, "\n"); for (i = 1; i <= n; i++) print "\n## " l[i] > f }' "$headings"
hugo --quiet
for page in public/p*/index.html; do
  python3 -c 'import html, re, sys; [print(html.unescape(i or "")) for i in re.findall(r"<h2(?: id=\"?([^\">]*)\"?)?>", open(sys.argv[1], encoding="utf-8").read())]' "$page"
done
