import { checkColumn } from './check-column.ts';

checkColumn('mastodon');
