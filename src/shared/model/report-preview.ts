/** One value that a rule or the author of a report hides, shown or not. */
export interface PreviewItem {
  placeholder: string;
  /** The class of secret, what that is, and the rule that found it. */
  secret: string;
  title: string;
  rule: string;
  sensitivity: 'credential' | 'correlator' | 'personal' | 'incidental';
  /** Places in the recording. */
  count: number;
  /** Where those are; a value that is everywhere names only the first. */
  places: PreviewPlace[];
  /** Enough for the user to know which value it is, and not enough to use it. */
  peek: string;
  /** `chosen`: hidden by the author. */
  state: 'hidden' | 'shown' | 'chosen';
  /** Of what is shown: the characters to look for in the text; null where they are not in it. */
  shownAs: string | null;
  /** Of what the author hid: the text as it was given. */
  chosenText: string | null;
}

export interface PreviewPlace {
  stepId: string | null;
  step: string;
  exchangeId: string | null;
  /** "token request, parameter code". */
  where: string;
}
