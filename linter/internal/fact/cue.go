package fact

import (
	"maps"
	"strings"
)

// cue is what a phrase of our own lists hints at, wherever it stands in a text.
type cue uint8

const (
	noCue        cue = iota
	gamblingCue      // words of links to betting sites
	alarmCue         // words of alarm in titles
	statisticCue     // announces figures about the world
	hearsayCue       // passes on what somebody is said to know
	speechCue        // stands beside what somebody said
	sourceCue        // names where something was taken from
	documentCue      // names a legal document
	passwordCue      // stands before a password
	wifiCue
	meetingCue
	userCue // stands before a user's name

	// The cues from here on are for people.
	nameCue         // a surname
	callCue         // calls somebody: em, cô
	placeCue        // a part of an address
	circumstanceCue // tells of poverty, loss or harm
	disciplineCue   // tells of an offence or a punishment
	accusationCue   // accuses somebody of an offence in office
	illnessCue
	disabilityCue
)

// cueHit is a cue in a run of text.
type cueHit struct {
	run        int // index into the page's runs
	cue        cue
	document   int
	start, end int // in the run's text
}

// cues returns the phrases of each cue but documentCue.
func (l *Lists) cues() map[cue][]string {
	all := map[cue][]string{gamblingCue: l.GamblingWords, alarmCue: l.Alarm, statisticCue: l.Statistics, hearsayCue: l.Hearsay,
		speechCue: l.Speech, sourceCue: {"nguồn", "nguồn tin", "nguồn tham khảo", "theo nguồn"}}
	maps.Copy(all, map[cue][]string{nameCue: strings.Fields(surnames()), callCue: calls(), placeCue: addressWords(),
		circumstanceCue: l.Circumstances, disciplineCue: l.Discipline, accusationCue: l.Accusations,
		illnessCue: l.Illnesses, disabilityCue: l.Disabilities})
	maps.Copy(all, passwordLabels())
	return all
}
