export const POSTS = 'app.bsky.feed.post';
export const PROFILES = 'app.bsky.actor.profile';
