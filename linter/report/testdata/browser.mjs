// Opens a page in a browser as people would, and prints as JSON what axe-core, the browser and the page say of it:
//   node browser.mjs FOLDER-OF-NODE_MODULES BROWSER FILE.html [FOLDER-FOR-SCREENSHOTS]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [folder, browserPath, file, shots] = process.argv.slice(2);
const require = createRequire(folder + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const address = pathToFileURL(file).href;
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
const result = { violations: [], wide: [], ran: [], asked: [], hidden: null };

const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
for (const [name, viewport] of Object.entries(widths)) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport, colorScheme });
    await page.goto(address);
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const v of found.violations) {
      result.violations.push(`${name}, ${colorScheme}: ${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).slice(0, 3).join(' ')}`);
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) {
      result.wide.push(name);
    }
    if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png`, fullPage: true });
    await page.close();
  }
}

// A filter hides what it is for, without any script.
{
  const page = await browser.newPage({ viewport: widths.desktop, javaScriptEnabled: true });
  await page.goto(address);
  const box = page.locator('.filters input').first();
  if (await box.count()) {
    const seen = () => page.locator('.finding:visible').count();
    const before = await seen();
    await box.uncheck();
    result.hidden = before - (await seen());
  }
  await page.close();
}

// Nothing from the report runs or is loaded, even where the page's own policy is not enforced.
{
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  page.on('dialog', (d) => { result.ran.push(d.message()); d.dismiss(); });
  page.on('request', (r) => { if (r.url() !== address) result.asked.push(r.url()); });
  await page.goto(address);
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  await page.mouse.move(200, 200);
  if (await page.evaluate(() => document.querySelectorAll('script, iframe, object, embed, base, link, form[action], [onerror], [onload], [onclick]').length)) {
    result.ran.push('an element that could run something');
  }
  await context.close();
}
await browser.close();
console.log(JSON.stringify(result));
