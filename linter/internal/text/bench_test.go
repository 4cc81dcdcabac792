package text

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// sample makes n bytes of Vietnamese-like text: possible syllables, a few of them very common, in sentences and
// paragraphs. With the variable RASOAT_SAMPLE it reads real text instead.
func sample(b *testing.B, n int) string {
	b.Helper()
	if name := os.Getenv("RASOAT_SAMPLE"); name != "" {
		real, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		return string(real)
	}
	r := rand.New(rand.NewPCG(1, 2))
	syllables := everySyllable()
	r.Shuffle(len(syllables), func(i, j int) { syllables[i], syllables[j] = syllables[j], syllables[i] })
	often := rand.NewZipf(r, 1.2, 20, uint64(len(syllables)-1))
	var s strings.Builder
	for words := 1; s.Len() < n; words++ {
		s.WriteString(syllables[often.Uint64()])
		s.WriteString([]string{" ", ", ", ". ", "\n", "\n\n"}[max(0, r.IntN(30)-25)])
	}
	return s.String()
}

// everySyllable returns some thousands of possible syllables.
func everySyllable() []string {
	var list []string
	const onsets = "b c ch d đ g gh h kh l m n ng nh ph t th tr v x"
	const rimes = "a á à ạ an ang ơi ời ở ươc ước ược inh ình ịnh ông ống ộng iên iến iện uy uỷ oa oà ây ấy ậy ê ế ệ"
	for _, onset := range strings.Fields(onsets) {
		for _, rime := range strings.Fields(rimes) {
			list = append(list, onset+rime)
		}
	}
	return list
}

// phrasesFrom makes n phrases of 2–4 syllables, one in a hundred of them taken from the text.
func phrasesFrom(text string, n int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	var all []Token
	for token := range Syllables(text) {
		all = append(all, token)
	}
	list := make([]string, n)
	for i := range list {
		var phrase []string
		at := r.IntN(len(all) - 4)
		for j := range 2 + r.IntN(3) {
			if i%100 != 0 {
				at = r.IntN(len(all) - 4)
			}
			phrase = append(phrase, text[all[at+j].Start:all[at+j].End])
		}
		list[i] = strings.Join(phrase, " ")
	}
	return list
}

func BenchmarkFind(b *testing.B) {
	text := sample(b, 4<<20)
	for _, n := range []int{0, 1_000, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			phrases, err := NewPhrases(phrasesFrom(text, n))
			if err != nil {
				b.Fatal(err)
			}
			s := phrases.Scan()
			found := 0
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				s.Find(text, func(int, int, int) { found++ })
			}
			b.ReportMetric(float64(found)/float64(b.N), "found/op")
		})
	}
}

func BenchmarkCount(b *testing.B) {
	text := sample(b, 4<<20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Count(text)
	}
}

func BenchmarkNewPhrases(b *testing.B) {
	list := phrasesFrom(sample(b, 4<<20), 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewPhrases(list); err != nil {
			b.Fatal(err)
		}
	}
}
