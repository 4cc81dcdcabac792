package fact

import "testing"

func TestImages(t *testing.T) {
	s := Settings{Site: "https://hoasen.edu.vn"}
	set := checkPlaces(t, s, "image", "", "‹![Sân trường](san.jpg \"Sân\")› ‹<img src=https://example.com/a.png alt=''>› "+
		"‹![](https://hoasen.edu.vn/b.png)› ‹<img src=data:image/png,x>›")
	type brief struct {
		url, alt, title   string
		local, decorative bool
	}
	want := []brief{
		{"san.jpg", "Sân trường", "Sân", true, false}, {"https://example.com/a.png", "", "", false, true},
		{"https://hoasen.edu.vn/b.png", "", "", true, false}, {"data:image/png,x", "", "", false, false},
	}
	for i, m := range all[Image](set, "image", "") {
		if got := (brief{m.URL, m.Alt, m.Title, m.Local, m.Decorative}); got != want[i] {
			t.Errorf("%+v, want %+v", got, want[i])
		}
	}
	if set.Page.ImageCount != 3 {
		t.Errorf("%d images count, want 3", set.Page.ImageCount)
	}
}

func TestCoverDescribedBesideIt(t *testing.T) {
	for _, front := range []string{"image: a.jpg\nalt: Sân", "cover: {image: a.jpg, alt: Sân}", "cover: {image: a.jpg, caption: Sân}"} {
		set := gather(t, Settings{Wanted: map[string]bool{"image": true}}, "---\n"+front+"\n---\n")
		if covers := all[Image](set, "image", ""); len(covers) != 1 || covers[0].Alt != "Sân" {
			t.Errorf("%s: %+v", front, covers)
		}
	}
}
