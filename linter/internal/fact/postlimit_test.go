package fact

import (
	"fmt"
	"slices"
	"testing"
)

// TestPostLimits: every part of a post is measured as its readers count it, for the channels that bound it.
func TestPostLimits(t *testing.T) {
	lists := builtinLists(t)
	lists.PostLimits = []Limit{{"facebook", "text", 9}, {"zalo", "title", 5}, {"zalo", "summary", 3}, {"facebook", "hashtags", 1}}
	for _, test := range []struct {
		src  string
		want []string
	}{
		{"---\ntitle: Đề\nsocial: true\nchannels: [facebook:a, zalo-oa]\nsummary: một hai\n---\n# A\n\n**bé** [c](/d) #Hè\n#1 # x",
			[]string{"facebook text 17>9", "facebook hashtags 1>1", "zalo title 2>5", "zalo summary 7>3"}},
		{"---\ntitle: Đề\nkind: social\nchannels: [ZALO]\ndescription: a\n---\n", []string{"zalo title 2>5", "zalo summary 1>3"}},
		{"---\ntitle: Đề\nkind: social\nchannels: [zalopay, tiktok]\n---\n", nil},
		{"---\ntitle: Đề\nchannels: [facebook]\n---\na", nil},
		{"---\nsocial: true\nchannels: [zalo]\n---\n", []string{"zalo title 0>5", "zalo summary 0>3"}},
	} {
		set := gather(t, Settings{Lists: lists}, test.src)
		var got []string
		for _, p := range all[PostLimit](set, "post-limit", "") {
			got = append(got, fmt.Sprintf("%s %s %d>%d", p.Network, p.Part, p.Amount, p.Limit))
		}
		slices.Sort(got)
		want := slices.Sorted(slices.Values(test.want))
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", test.src, got, want)
		}
	}
}
