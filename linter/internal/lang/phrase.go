package lang

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Role returns what people call a role, or its id where the program has no word for it: schools name their own roles.
func (c Catalogue) Role(id string) string {
	if code := "role." + id; c.Has(code) {
		return c.Say(code)
	}
	return id
}

// Roles returns the names of roles as one phrase: "Hiệu trưởng và Biên tập viên".
func (c Catalogue) Roles(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = c.Role(id)
	}
	return c.List(names)
}

// Need returns roles with how many people of each are asked for as one phrase, sorted by role; a one is left out.
func (c Catalogue) Need(need map[string]int) string {
	var names []string
	for _, id := range slices.Sorted(maps.Keys(need)) {
		switch n := need[id]; {
		case n == 1:
			names = append(names, c.Role(id))
		case n > 1:
			names = append(names, c.Say("need.many", "n", strconv.Itoa(n), "role", c.Role(id)))
		}
	}
	return c.List(names)
}

// List joins items with commas and a last "and".
func (c Catalogue) List(items []string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], ", ") + " " + c.Say("list.and") + " " + items[last]
}

// Time returns a moment as people of Vietnam read it. The zone is fixed, so that the same report gives the same bytes
// everywhere; Vietnam has kept UTC+7 without daylight saving time.
func (c Catalogue) Time(t time.Time) string {
	return t.In(time.FixedZone("UTC+7", 7*60*60)).Format(c.Say("time.layout"))
}
