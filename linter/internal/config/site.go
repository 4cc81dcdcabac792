// The site itself: its name, its address, what it publishes on purpose, and how large its pages may be.

package config

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Site names the site.
type Site struct {
	ID   string `yaml:"id" doc:"Name of the site in review records; host and path of url if nothing is said."`
	Name string `yaml:"name" doc:"The school's name."`
	URL  string `yaml:"url" doc:"The site's address, such as https://truong.edu.vn."`
}

// Contacts are what the site publishes on purpose.
type Contacts struct {
	Phones    []string `yaml:"phones" doc:"Official telephone numbers."`
	Emails    []string `yaml:"emails" doc:"Official e-mail addresses."`
	Accounts  []string `yaml:"accounts" doc:"Official bank accounts."`
	TaxCodes  []string `yaml:"tax-codes" doc:"The school's own tax codes."`
	Addresses []string `yaml:"addresses" doc:"The school's own postal addresses."` // postal
}

// The largest page that is read, in bytes, and the most that a site may raise that to.
const (
	defaultPage = 1 << 20
	largestPage = 4 << 20
)

// SiteID returns the name of the site in review records: site.id, else host and path of site.url without a final slash;
// "" if there is neither.
func (c *Config) SiteID() string {
	if c.Site.ID != "" {
		return c.Site.ID
	}
	u, err := url.Parse(c.Site.URL)
	if err != nil {
		return ""
	}
	return strings.TrimRight(strings.ToLower(u.Host)+u.Path, "/")
}

// PageLimit returns the largest size of a page in bytes.
func (c *Config) PageLimit() int64 { return c.limit }

func (c *Config) setSite(d *document, root *source.Node) error {
	c.Site = d.Site
	site := root.Get("site")
	if n := site.Get("url"); n != nil {
		u, err := url.Parse(d.Site.URL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return n.Errorf("write it like https://truong.edu.vn", "%q is not the address of a site", d.Site.URL)
		}
	}
	if n := site.Get("id"); n != nil && (d.Site.ID == "" || len(d.Site.ID) > 200 || strings.ContainsFunc(d.Site.ID, unseen)) {
		return n.Errorf("write one word, such as thcshoasen.edu.vn", "%q cannot be the id of a site", d.Site.ID)
	}
	return nil
}

func unseen(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }

func (c *Config) setContacts(d *document, root *source.Node) error {
	c.Contacts = d.Contacts
	n := root.Get("contacts")
	for i, phone := range d.Contacts.Phones {
		if !telephone(phone) {
			return n.Get("phones").Items[i].Errorf("write it in digits, such as 0225 3876 543", "%q is not a telephone number", phone)
		}
	}
	for i, email := range d.Contacts.Emails {
		if !address(email) {
			return n.Get("emails").Items[i].Errorf("write it like vanphong@truong.edu.vn", "%q is not an e-mail address", email)
		}
	}
	for _, numbers := range []struct {
		key  string
		list []string
	}{{"accounts", d.Contacts.Accounts}, {"tax-codes", d.Contacts.TaxCodes}} {
		for i, number := range numbers.list {
			if !strings.ContainsAny(number, "0123456789") {
				return n.Get(numbers.key).Items[i].Errorf("write it in digits or drop it", "%q has no digits", number)
			}
		}
	}
	for i, postal := range d.Contacts.Addresses {
		if strings.TrimSpace(postal) == "" {
			return n.Get("addresses").Items[i].Errorf("write it or drop it", "this address is empty")
		}
	}
	return nil
}

// telephone reports whether s has the look of a number: short ones such as 113 count.
func telephone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" .-()+/\u00a0", r):
			return false
		}
	}
	return digits >= 3
}

// address reports whether s has the look of an e-mail address.
func address(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.Contains(host, "@") && !strings.ContainsFunc(s, unseen)
}

// size is a number of bytes, written as one or as in 512KiB and 4MiB.
type size int64

// DecodeYAML reads it.
func (s *size) DecodeYAML(n *source.Node) error {
	number, unit := n.Value, int64(1)
	if rest, ok := strings.CutSuffix(number, "KiB"); ok {
		number, unit = rest, 1<<10
	} else if rest, ok := strings.CutSuffix(number, "MiB"); ok {
		number, unit = rest, 1<<20
	}
	count, err := strconv.ParseInt(strings.TrimSpace(number), 10, 32)
	if n.Kind != source.Scalar || err != nil || count <= 0 {
		return n.Errorf("write it like 2MiB or 512KiB", "this is not a size")
	}
	*s = size(count * unit)
	return nil
}

func (c *Config) setLimits(d *document, root *source.Node) error {
	switch {
	case d.Limits.Page > largestPage:
		return root.Get("limits").Get("page").Errorf("write at most 4MiB, and split longer pages", "pages of this size cannot be judged in time")
	case d.Limits.Page > 0:
		c.limit = int64(d.Limits.Page)
	}
	return nil
}
