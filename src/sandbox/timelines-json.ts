import { Hono } from 'hono';
import type { SandboxNetwork } from './sandbox-network.ts';
import type { TimelinePost } from './timeline.ts';

/** `GET /timelines.json`: what followers see, for whoever wants to compare; pictures by size and alt text only. */
export function createTimelinesJson(networks: readonly SandboxNetwork[]): Hono {
  const app = new Hono();
  app.get('/timelines.json', context =>
    context.json(networks.flatMap(network => network.timeline().map(describePost))),
  );
  return app;
}

function describePost({ media, ...post }: TimelinePost) {
  return { ...post, media: media.map(({ type, bytes, alt }) => ({ type, size: bytes.length, alt })) };
}
