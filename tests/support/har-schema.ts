import { z } from 'zod';

/** HAR 1.2 member by member, closed: a name that the format does not have must begin with an underscore. */
function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject({ ...shape, comment: z.string().optional() }).superRefine((value, context) => {
    for (const name of Object.keys(value)) {
      const isKnown = Object.hasOwn(shape, name) || name === 'comment' || name.startsWith('_');
      if (!isKnown) context.addIssue({ code: 'custom', message: `HAR 1.2 has no member ${name} here.` });
    }
  });
}

const time = z.iso.datetime();
/** -1: not known, or does not apply. */
const size = z.number().int().min(-1);
const phase = z.number().min(-1);
const pair = strict({ name: z.string(), value: z.string() });
const cookie = strict({
  name: z.string(),
  value: z.string(),
  path: z.string().optional(),
  domain: z.string().optional(),
  expires: time.optional(),
  httpOnly: z.boolean().optional(),
  secure: z.boolean().optional(),
});
const message = {
  httpVersion: z.string().min(1),
  cookies: z.array(cookie),
  headers: z.array(pair),
  headersSize: size,
  bodySize: size,
};
const request = strict({
  ...message,
  method: z.string(),
  url: z.string().refine((url) => !url.includes('#'), 'An address has no fragment (section 3.4).'),
  queryString: z.array(pair),
  postData: strict({ mimeType: z.string(), params: z.array(pair), text: z.string() }).optional(),
});
const response = strict({
  ...message,
  status: z.number().int().min(0),
  statusText: z.string(),
  redirectURL: z.string(),
  content: strict({
    size: z.number().int().min(0),
    mimeType: z.string().min(1),
    text: z.string().optional(),
    encoding: z.literal('base64').optional(),
  }),
});
const timings = strict({
  blocked: phase.optional(),
  dns: phase.optional(),
  connect: phase.optional(),
  ssl: phase.optional(),
  send: z.number().min(0),
  wait: z.number().min(0),
  receive: z.number().min(0),
});
const entry = strict({
  pageref: z.string(),
  startedDateTime: time,
  time: z.number().min(0),
  request,
  response,
  cache: z.strictObject({}),
  timings,
  serverIPAddress: z.string().min(1).optional(),
  connection: z.string().optional(),
}).superRefine(({ time: whole, timings: parts }, context) => {
  const { blocked = -1, dns = -1, connect = -1, send, wait, receive } = parts;
  const sum = [blocked, dns, connect, send, wait, receive].reduce(
    (total, each) => total + Math.max(0, each),
    0,
  );
  if (Math.abs(sum - whole) > 0.001) context.addIssue({ code: 'custom', message: 'Phases and time differ.' });
});

const page = strict({
  startedDateTime: time,
  id: z.string(),
  title: z.string(),
  pageTimings: strict({ onContentLoad: phase.optional(), onLoad: phase.optional() }),
});

/** A whole archive, each entry of which points at one of its pages. */
export const harSchema = z
  .strictObject({
    log: strict({
      version: z.literal('1.2'),
      creator: strict({ name: z.string(), version: z.string() }),
      pages: z.array(page),
      entries: z.array(entry),
    }),
  })
  .superRefine(({ log }, context) => {
    const ids = log.pages.map(({ id }) => id);
    if (new Set(ids).size < ids.length)
      context.addIssue({ code: 'custom', message: 'Two pages share an id.' });
    for (const { pageref } of log.entries) {
      if (!ids.includes(pageref))
        context.addIssue({ code: 'custom', message: `There is no page ${pageref}.` });
    }
  });
