package page

func (p *Page) frontMatter() *Unreadable { return nil }
