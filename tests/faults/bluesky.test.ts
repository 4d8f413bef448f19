import { checkColumn } from './check-column.ts';

checkColumn('bluesky');
