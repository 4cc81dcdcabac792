package fact

import (
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// Coordinates is a pair of geographical coordinates in decimal degrees, exact enough to find a house.
type Coordinates struct {
	Head
	// Latitude is in degrees north.
	Latitude float64 `expr:"latitude"`
	// Longitude is in degrees east.
	Longitude float64 `expr:"longitude"`
	// InVietnam says that they lie in a box round Vietnam.
	InVietnam bool `expr:"inVietnam"`
}

// coordinatePairs returns those that were found on the way through the text.
func coordinatePairs(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.coordinates, func(c *Coordinates) *Head { return &c.Head }))
}

// coordinatesIn looks for a latitude that ends a stretch of digits, and for the longitude behind it.
func (g *gathering) coordinatesIn(r *page.Run, groups []group) {
	n := len(groups)
	if n < 2 || groups[n-1].gap != dot || len(groups[n-1].digits) < 4 || len(groups[n-2].digits) > 2 {
		return
	}
	start, end := groups[n-2].start, groups[n-1].end
	latitude, err := strconv.ParseFloat(r.Text[start:end], 64)
	rest := strings.TrimLeft(r.Text[end:], " ,;°N")
	gap := len(r.Text) - end - len(rest)
	size := decimal(rest)
	if err != nil || gap == 0 || gap > 8 || size == 0 || !strings.ContainsAny(r.Text[end:end+gap], ",;") {
		return
	}
	longitude, err := strconv.ParseFloat(rest[:size], 64)
	if err != nil || latitude > 90 || longitude > 180 || inAddress(r.Text[:start]) {
		return
	}
	c := Coordinates{Latitude: latitude, Longitude: longitude}
	c.InVietnam = latitude >= 8 && latitude < 24 && longitude >= 102 && longitude < 110
	c.Head = g.personal(r, start, end+gap+size, r.Text[start:start+len(groups[n-2].digits)]+".***")
	g.numbers.coordinates = append(g.numbers.coordinates, c)
}

// decimal returns the length of the number with a point and four digits or more behind it that s begins with, or 0.
func decimal(s string) int {
	whole := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if whole == 0 || whole > 3 || whole == len(s) || s[whole] != '.' {
		return 0
	}
	behind := s[whole+1:]
	digits := len(behind) - len(strings.TrimLeft(behind, "0123456789"))
	if digits < 4 {
		return 0
	}
	return whole + 1 + digits
}
