package fact

import "maps"

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
	maps.Copy(all, passwordLabels())
	return all
}
