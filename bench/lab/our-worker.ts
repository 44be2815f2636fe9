import { serveLearner } from './learner.ts';
import { ourLearner } from './our-learner.ts';

serveLearner(ourLearner);
