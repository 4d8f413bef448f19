import { checkColumn } from './check-column.ts';

checkColumn('telegram');
