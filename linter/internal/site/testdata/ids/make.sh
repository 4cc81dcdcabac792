#!/bin/sh
# Makes ids.tsv: the ids that the site generators themselves give to the headings of headings.txt, by running their own
# code. It needs Debian's hugo, ruby-kramdown-parser-gfm and python3-markdown, and, in the folder that NODE names, npm's
# github-slugger, @mdit-vue/shared, hexo-util, markdown-it and markdown-it-anchor.
set -eu
here=$(cd "$(dirname "$0")" && pwd) work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
headings=$here/headings.txt
(cd "${NODE:?name a folder with the npm packages}" && node "$here/slugs.mjs" "$headings") > "$work/js"
ruby -EUTF-8 "$here/slugs.rb" "$headings" > "$work/rb"
/usr/bin/python3 "$here/slugs.py" "$headings" > "$work/py"
for type in github github-ascii blackfriday; do sh "$here/hugo.sh" "$headings" "$type" > "$work/$type"; done
{
  printf '# Made by make.sh with github-slugger %s, @mdit-vue/shared %s, hexo-util %s, markdown-it-anchor %s,\n' $(
    cd "$NODE" && for p in github-slugger @mdit-vue/shared hexo-util markdown-it-anchor; do node -p "require('./node_modules/$p/package.json').version"; done)
  printf '# kramdown %s, kramdown-parser-gfm %s, python-markdown %s, Hugo %s. A blank line begins a new page.\n' \
    "$(ruby -e 'require "kramdown"; print Kramdown::VERSION')" \
    "$(ruby -e 'print Gem::Specification.find_by_name("kramdown-parser-gfm").version')" \
    "$(/usr/bin/python3 -c 'import markdown; print(markdown.__version__)')" "$(hugo version | sed 's/^hugo v\([0-9.]*\).*/\1/')"
  printf 'heading\tgithub\tvitepress\thexo\tmarkdown-it-anchor\tkramdown-gfm\tkramdown\tpython-markdown\thugo-github\thugo-github-ascii\thugo-blackfriday\n'
  grep -v '^$' "$headings" | paste - "$work/js" "$work/rb" "$work/py" "$work/github" "$work/github-ascii" "$work/blackfriday" > "$work/all"
  awk -v all="$work/all" '/^$/ { print ""; next } { getline row < all; print row }' "$headings"
} > "$here/ids.tsv"
