package main
import "testing"
func TestZZ(t *testing.T){
 for _,n:=range []string{"content/thong-bao/a::error title=forged::x ##[error]forged,line=9%0A.md","content/thong-bao/a\n::error title=forged::x\nverdict=pass\n.md"} {
 s:=newSchool(t,""); s.change(n,phonePage); j:=s.job(nil)
 t.Logf("%d\n%s\n%s\n%s\n%s",j.code,j.stdout,j.stderr,j.summary,j.outputs)}
 s:=newSchool(t,""); s.change(newPage,"---\ntitle: ##[error]forged\n ::error title=forged::x\n: - [\n---\nabc"); j:=s.job(nil)
 t.Logf("%d\n%s\n%s\n%s\n%s",j.code,j.stdout,j.stderr,j.summary,j.outputs)
 j=s.job(map[string]string{"RASOAT_BASE":"khong-co"})
 t.Logf("%d\n%s\n%s\n%s\n%s",j.code,j.stdout,j.stderr,j.summary,j.outputs)
 s=newSchool(t,""); s.run("git","switch","-q","main"); s.write(".rasoat.yml","language: vi\nrules: {privacy/personal-fone: 'off'}\n# ##[error]x\n"); s.commit("x");s.run("git","switch","-qC","lan-patch-1"); s.change(newPage,cleanPage); j=s.job(nil)
 t.Logf("%d\n%s\n%s\n%s\n%s",j.code,j.stdout,j.stderr,j.summary,j.outputs)
}
