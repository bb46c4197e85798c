/** What a centre offers to people with disabilities, in the order in which it is read. */
export const ACCESSIBILITY = ['step_free', 'lift', 'accessible_toilet', 'sign_language', 'plain_language', 'induction_loop'] as const;
export type Accessibility = (typeof ACCESSIBILITY)[number];
