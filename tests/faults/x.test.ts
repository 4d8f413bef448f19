import { checkColumn } from './check-column.ts';

checkColumn('x');
