// Opens the pages in Chromium: axe-core at WCAG 2.2 AA, light and dark, 320 and 1,280 pixels; no request leaves the
// page; filters and sorting work; printing gives A4; without scripts every row is there.
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let failures = 0;

function check(ok, what) {
  if (!ok) {
    failures++;
    console.log('FAILED ' + what);
  }
}

async function open(browser, file, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const asked = [];
  page.on('request', (r) => asked.push(r.url()));
  page.on('pageerror', (e) => check(false, path.basename(file) + ': script error ' + e.message));
  await page.goto('file://' + file);
  check(asked.length === 1, path.basename(file) + ': asks for ' + asked.slice(1).join(' '));
  return { context, page };
}

async function axe(browser, file) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 1280]) {
      // the page's own policy forbids foreign scripts: it is set aside for the checker alone
      const { context, page } = await open(browser, file, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      await page.evaluate(axeSource);
      // of the many small charts, which are all alike, the first eight
      const found = await page.evaluate((t) => window.axe.run({ include: [['body']], exclude: [['figure.small:nth-child(n+9)']] },
        { runOnly: { type: 'tag', values: t }, resultTypes: ['violations'] }), tags);
      for (const v of found.violations)
        check(false, `${path.basename(file)} ${colorScheme} ${width}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join('; ')}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      check(!wide, `${path.basename(file)} ${width}: the page itself scrolls sideways`);
      await context.close();
    }
  }
}

async function filters(browser, file) {
  const { context, page } = await open(browser, file, { viewport: { width: 1280, height: 900 } });
  const shown = () => page.locator('table:not(.detail) tbody tr:visible').count();
  const all = await shown();
  await page.selectOption('#f-school', { index: 1 });
  const some = await shown();
  check(some > 0 && some < all, `filter by school: ${some} of ${all}`);
  await page.click('button[type=reset]');
  await page.waitForTimeout(50);
  check((await shown()) === all, 'show all brings all rows back');
  await page.selectOption('#f-rating', 'red');
  check((await shown()) < all, 'filter by rating');
  check((await page.locator('figure.small:visible').count()) === (await page.locator('figure.small[data-rating=red]').count()), 'charts by rating');
  await page.click('button[type=reset]');
  await page.waitForTimeout(50);
  const charts = () => page.locator('figure.small:visible').count();
  const drawn = await charts();
  check(drawn > 50, `charts over the terms: ${drawn}`);
  await page.selectOption('#f-phase', 'secondary');
  const fewer = await charts();
  const named = await page.locator('#school-list tbody tr:visible').count();
  check(fewer > 0 && fewer < drawn && named > 0 && named < 12, `filter by phase: ${fewer} of ${drawn} charts, ${named} schools`);
  await page.selectOption('#f-kpi', 'Attendance');
  const titles = await page.locator('figure.small:visible figcaption').allTextContents();
  check(titles.length === named && titles.every((t) => t.startsWith('Attendance: ')), 'filter by phase and KPI: ' + titles.join('; '));
  check(/^\d+ rows and \d+ charts shown$/.test(await page.locator('#shown').textContent()), 'what is shown is said');
  await page.locator('figure.small:visible summary').first().focus();
  await page.keyboard.press('Enter');
  check(await page.locator('figure.small:visible details[open] table').first().isVisible(), 'the numbers open by keyboard');
  await page.click('button[type=reset]');
  await page.waitForTimeout(50);
  check((await page.locator('figure.small path[class^=band]').count()) > 50, 'forecasts have no band');
  const header = page.locator('table.long thead button').first();
  await header.focus();
  await page.keyboard.press('Enter');
  check((await page.locator('th[aria-sort=ascending]').count()) === 1, 'sort by keyboard');
  await page.keyboard.press('Enter');
  check((await page.locator('th[aria-sort=descending]').count()) === 1, 'sort the other way');
  await context.close();
  const plain = await open(browser, file, { javaScriptEnabled: false });
  check((await plain.page.locator('table:not(.detail) tbody tr').count()) === all, 'all rows without scripts');
  check(!(await plain.page.locator('.filters').isVisible()), 'no dead filters without scripts');
  await plain.context.close();
}

// A school of the name "<script>...": its name is shown as it is, and nothing of it runs.
async function hostile(browser, file) {
  const { context, page } = await open(browser, file, { viewport: { width: 1280, height: 900 } });
  page.on('dialog', (d) => check(false, path.basename(file) + ': a dialog opened: ' + d.message()));
  check((await page.evaluate(() => document.body.innerText)).includes("<script>alert('school')</script>"), path.basename(file) + ': the name is not shown as it is');
  check((await page.evaluate(() => document.querySelectorAll('script').length)) <= 1, path.basename(file) + ': a script of a name is in the page');
  check((await page.evaluate(() => window.hostile)) === undefined, path.basename(file) + ': a script of a name ran');
  if (await page.locator('#f-school').count())
    check((await page.locator('#f-school option').allTextContents()).some((t) => t.includes('<script>')), 'the filter does not name the school');
  await context.close();
}

async function print(browser, file) {
  const { context, page } = await open(browser, file, {});
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const text = pdf.toString('latin1');
  const pages = (text.match(/\/Type\s*\/Page\b/g) || []).length;
  if (!path.basename(file).startsWith('dashboard'))
    check(pages >= 1 && pages <= 2, `${path.basename(file)}: prints on ${pages} pages`);
  check(/\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12]/.test(text), path.basename(file) + ': does not print on A4');
  await context.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.WF_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const file of process.argv.slice(2)) {
    await axe(browser, file);
    await print(browser, file);
    if (path.basename(file) === 'dashboard.html' && path.basename(path.dirname(file)) !== 'hostile') await filters(browser, file);
    if (path.basename(path.dirname(file)) === 'hostile') await hostile(browser, file);
  }
  await browser.close();
  console.log(failures === 0 ? `pages: ${process.argv.length - 2} pages, light and dark, 320 and 1,280 pixels: no violation` : `pages: ${failures} failures`);
  process.exit(failures === 0 ? 0 : 1);
})();
