// Prints the ids that the JavaScript generators give to the headings of headings.txt, one column each.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
const require = createRequire(process.cwd() + '/')
const { default: GithubSlugger } = await import(require.resolve('github-slugger'))
const { slugify } = await import(require.resolve('@mdit-vue/shared'))
const { slugize } = require('hexo-util')
const { default: MarkdownIt } = await import(require.resolve('markdown-it'))
const { default: anchor } = await import(require.resolve('markdown-it-anchor'))

const pages = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n\n').map(p => p.split('\n'))

function markdownIt(lines, options) {
  const tokens = new MarkdownIt().use(anchor, options).parse(lines.map(l => '## ' + l).join('\n\n'), {})
  return tokens.filter(t => t.type === 'heading_open').map(t => t.attrGet('id') ?? '')
}

// hexo-renderer-marked numbers equal ids; the slug itself is hexo-util's.
function hexo(lines) {
  const seen = {}
  return lines.map(l => {
    const id = slugize(l.trim(), { transform: 0 })
    if (!Object.hasOwn(seen, id)) { seen[id] = 1; return id }
    return id + '-' + seen[id]++
  })
}

for (const lines of pages) {
  const github = new GithubSlugger()
  const columns = [lines.map(l => github.slug(l.trim())), markdownIt(lines, { slugify }), hexo(lines), markdownIt(lines, {})]
  for (let i = 0; i < lines.length; i++) console.log(columns.map(c => c[i]).join('\t'))
}
