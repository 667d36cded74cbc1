import { shareOfHistories } from './histories-suite.ts';

shareOfHistories(0, 2);
