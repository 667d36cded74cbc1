import { shareOfHistories } from './histories-suite.ts';

shareOfHistories(1, 2);
