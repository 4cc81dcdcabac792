# Prints the ids that MkDocs's python-markdown gives to the headings of headings.txt.
import html, re, sys
import markdown

for page in open(sys.argv[1], encoding="utf-8").read().rstrip("\n").split("\n\n"):
    lines = page.split("\n")
    out = markdown.markdown("\n\n".join("## " + l for l in lines), extensions=["toc"])
    ids = [html.unescape(i) for i in re.findall(r'<h2 id="([^"]*)">', out)]
    assert len(ids) == len(lines), (len(ids), len(lines))
    print("\n".join(ids))
