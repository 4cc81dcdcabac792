# Prints the ids that Jekyll's kramdown, with and without its GFM parser, gives to the headings of headings.txt.
require "kramdown"
require "kramdown-parser-gfm"
require "cgi"

def ids(lines, input)
  html = Kramdown::Document.new(lines.map { |l| "## #{l}" }.join("\n\n"), input: input).to_html
  html.scan(/<h2(?: id="([^"]*)")?>/).map { |m| CGI.unescapeHTML(m[0] || "") }
end

File.read(ARGV[0], encoding: "UTF-8").chomp.split("\n\n").each do |page|
  lines = page.split("\n")
  columns = %w[GFM kramdown].map { |input| ids(lines, input) }
  raise "#{columns.map(&:size)} ids for #{lines.size} headings" if columns.any? { |c| c.size != lines.size }
  columns.transpose.each { |row| puts row.join("\t") }
end
