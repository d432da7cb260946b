import type { Page } from 'playwright/test';

const FRAMES = 120;

/** What a list costs that is scrolled through. */
export interface Scrolled {
  cpuPerFrameMs: number;
  medianFrameMs: number;
  /** The 95th percentile. */
  slowFrameMs: number;
  elements: number;
}

/** Scrolls through the list, a third of a page a frame and now and then a leap, and says what a frame costs. */
export async function scrollThrough(page: Page, name: string): Promise<Scrolled> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const readCpuMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0);
  };
  const before = await readCpuMs();
  const times = await page.getByRole('list', { name, exact: true }).evaluate(async (list, frames) => {
    const scroller = list.closest('.overflow-auto');
    if (!scroller) throw new Error('The list is in nothing that scrolls.');
    const times: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let count = 0; count < frames; count += 1) {
      if (count % 20 === 0) scroller.scrollTop = (scroller.scrollHeight / frames) * count;
      else scroller.scrollTop += 300;
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    times.sort((left, right) => left - right);
    const pick = (share: number) => Math.round(times[Math.floor(frames * share)] ?? 0);
    return { medianFrameMs: pick(0.5), slowFrameMs: pick(0.95) };
  }, FRAMES);
  const cpuPerFrameMs = Math.round(((await readCpuMs()) - before) / FRAMES);
  await session.detach();
  const elements = await page
    .getByRole('list', { name, exact: true })
    .evaluate((list) => list.querySelectorAll('*').length);
  return { cpuPerFrameMs, ...times, elements };
}
