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

// Day returns a day, which is given in UTC, as people read it.
func (c Catalogue) Day(day time.Time) string { return day.Format(c.Say("day.layout")) }

// Reason returns a sentence of the review gate in plain words: the arguments are pairs of name and value as in
// review.Reason, in which times are in RFC 3339 and roles are ids with numbers before them, such as "2 editor, principal".
func (c Catalogue) Reason(code string, args ...string) string {
	plain := slices.Clone(args)
	for i := 0; i+1 < len(plain); i += 2 {
		switch plain[i] {
		case "time":
			if t, err := time.Parse(time.RFC3339, plain[i+1]); err == nil {
				plain[i+1] = c.Time(t)
			}
		case "roles":
			plain[i+1] = c.needText(plain[i+1])
		}
	}
	return c.Say("gate."+code, plain...)
}

// needText reads "2 editor, principal" and says it in words.
func (c Catalogue) needText(list string) string {
	need := map[string]int{}
	for item := range strings.SplitSeq(list, ", ") {
		number, role, counted := strings.Cut(item, " ")
		n, err := strconv.Atoi(number)
		if !counted || err != nil {
			n, role = 1, item
		}
		need[role] = n
	}
	return c.Need(need)
}
