package fact

import "fmt"

// dump writes all facts of a set, for comparing.
func dump(set *Set) string {
	s := fmt.Sprintln(set.Masks)
	for _, kind := range Kinds() {
		for _, subject := range append(set.Subjects(kind.Name, ""), set.Subjects(kind.Name, "a")...) {
			if p, ok := subject.Value.(*Page); ok {
				plain := *p
				plain.Has = nil
				subject.Value = &plain
			}
			s += fmt.Sprintf("%s %+v\n", kind.Name, subject.Value)
		}
	}
	return s
}
