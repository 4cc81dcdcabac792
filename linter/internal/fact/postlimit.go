package fact

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// PostLimit is a part of a post for a social network whose length that network bounds, once for each channel and part. Its
// place is the field that holds the part, for the text the title.
type PostLimit struct {
	Head
	// Network is the network of the channel: facebook of facebook:truong-hoa-sen.
	Network string `expr:"network" yaml:"network"`
	// Part is what is bounded: text, title, summary or hashtags.
	Part string `expr:"part" yaml:"part"`
	// Amount is how many characters the part has, of hashtags how many there are.
	Amount int `expr:"amount" yaml:"amount"`
	// Limit is how many the network takes.
	Limit int `expr:"limit" yaml:"limit"`
}

// Limit is what a social network takes of one part of a post.
type Limit struct {
	Network string `yaml:"network"` // as channels begin: facebook, zalo
	Part    string `yaml:"part"`
	AtMost  int    `yaml:"at_most"` // characters; of hashtags, their number
}

// postParts returns the parts of posts that may be bounded.
func postParts() []string { return []string{"text", "title", "summary", "hashtags"} }

// postLimits measures a post against the limits of its channels.
func postLimits(g *gathering) []Subject {
	if !g.isSocial() {
		return nil
	}
	var all []PostLimit
	for _, channel := range g.values("channels") {
		for _, l := range g.settings.Lists.PostLimits {
			if network := networkOf(channel); network == l.Network || strings.HasPrefix(network, l.Network+"-") {
				head, amount := g.measure(l.Part)
				all = append(all, PostLimit{Head: head, Network: l.Network, Part: l.Part, Amount: amount, Limit: l.AtMost})
			}
		}
	}
	return subjects(all, func(p *PostLimit) *Head { return &p.Head })
}

// isSocial reports whether the page is to be copied to a social network.
func (g *gathering) isSocial() bool { return g.is("social", "true") || g.value("kind") == "social" }

// networkOf returns the network of a channel, without the account on it.
func networkOf(channel string) string {
	network, _, _ := strings.Cut(channel, ":")
	return strings.ToLower(strings.TrimSpace(network))
}

// measure returns the length of a part of a post, and where the part stands.
func (g *gathering) measure(part string) (Head, int) {
	switch part {
	case "title":
		return g.set.Page.Head, utf8.RuneCountInString(g.set.Page.Title)
	case "summary":
		for _, key := range []string{"summary", "description"} {
			if f := g.lookup(key); f != nil {
				return g.head(f.Span, page.InField), utf8.RuneCountInString(f.Value)
			}
		}
		return g.set.Page.Head, 0
	}
	length, hashtags := 0, 0
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		if !slices.Contains([]string{page.Prose, page.InHeading, page.InCell, page.InCode}, r.Within) {
			continue
		}
		length += utf8.RuneCountInString(r.Text) + 1 // and the line end between two stretches
		for word := range strings.FieldsSeq(r.Text) {
			if len(word) > 1 && word[0] == '#' && isLetter(word[1:]) {
				hashtags++
			}
		}
	}
	if part == "hashtags" {
		return g.set.Page.Head, hashtags
	}
	return g.set.Page.Head, max(length-1, 0)
}

// posted returns the channels to which a post has been copied, by the field posted.
func (g *gathering) posted() []string {
	var list []string
	for i := range g.page.Fields {
		f := &g.page.Fields[i]
		if channel, ok := strings.CutPrefix(strings.ToLower(f.Key), "posted."); ok && !isEmpty(f) && f.Kind != page.Map {
			list = append(list, channel)
		}
	}
	return list
}
