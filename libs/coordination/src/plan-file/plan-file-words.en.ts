import type { PlanFileWords } from './plan-columns.js';

export const ENGLISH: PlanFileWords = {
  columns: {
    fieldNumber: 'Field of action', number: 'Number', title: 'Title of the measure', articles: 'Articles of the Istanbul Convention', ministry: 'Responsible', partners: 'Partners', budgetLine: 'Budget line',
    indicators: 'Indicators', status: 'Status', statusOn: 'Status since', evidence: 'Evidence', milestones: 'Milestones', nextReviewOn: 'Next review',
  },
  statuses: { planned: 'planned', running: 'running', done: 'done', delayed: 'delayed', dropped: 'dropped' },
  sheet: 'Measures',
  separator: ',',
};
