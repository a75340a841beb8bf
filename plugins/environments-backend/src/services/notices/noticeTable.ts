import { Notice } from '../../database/NoticeStore';

/** Who hears of it. `asked`: each group whose yes is missing, with its own reason. */
export type NoticeAudience = 'asked' | 'requester' | 'owner';

/** A line of the table. Words in braces are filled in by `noticeText`. */
export interface NoticeRule {
  to: NoticeAudience;
  severity: Notice['severity'];
  topic: 'approvals' | 'changes' | 'expiry';
  title: string;
  text: string;
}

/** What is told of each event of a change; who did it is never told of it. */
export const CHANGE_NOTICES: Readonly<Record<string, readonly NoticeRule[]>> = {
  submit: [
    {
      to: 'owner',
      severity: 'low',
      topic: 'changes',
      title: '{requester} asks {wish}',
      text: 'It belongs to {owner}. It waits for {groups}.',
    },
    {
      to: 'asked',
      severity: 'normal',
      topic: 'approvals',
      title: '{requester} asks {wish}',
      text: 'It needs one person from {group}, because {reason}.',
    },
  ],
  'submit-without-approval': [
    {
      to: 'owner',
      severity: 'low',
      topic: 'changes',
      title: '{requester} asks {wish}',
      text: 'It belongs to {owner}. Nobody has to agree; it is on its way.',
    },
  ],
  'require-approval': [
    {
      to: 'asked',
      severity: 'normal',
      topic: 'approvals',
      title: '{requester} asks {wish}',
      text: 'The estimate came late. It needs one person from {group}, because {reason}.',
    },
  ],
  approve: [
    {
      to: 'requester',
      severity: 'normal',
      topic: 'approvals',
      title: 'Your request {wish} is approved',
      text: '{actor} agreed. It goes on by itself.',
    },
  ],
  reject: [
    {
      to: 'requester',
      severity: 'high',
      topic: 'approvals',
      title: 'Your request {wish} was rejected',
      text: '{actor} said no: {comment}',
    },
  ],
  close: [
    {
      to: 'requester',
      severity: 'high',
      topic: 'changes',
      title: 'Your request {wish} was rejected',
      text: '{comment}',
    },
  ],
  expire: [
    {
      to: 'requester',
      severity: 'normal',
      topic: 'approvals',
      title: 'Your request {wish} has expired',
      text: 'Nobody decided in time. You can ask again.',
    },
  ],
  supersede: [
    {
      to: 'requester',
      severity: 'normal',
      topic: 'changes',
      title: 'Your request {wish} no longer fits',
      text: '{comment}',
    },
  ],
  'merge-refused': [
    {
      to: 'requester',
      severity: 'high',
      topic: 'changes',
      title: 'Your request {wish} could not be merged yet',
      text: 'It waits, because of this: {comment}',
    },
  ],
  merge: [
    {
      to: 'requester',
      severity: 'normal',
      topic: 'changes',
      title: 'Your request {wish} is merged',
      text: 'It is in Git now. The pipeline takes it from here.',
    },
    {
      to: 'owner',
      severity: 'low',
      topic: 'changes',
      title: 'The request of {requester} {wish} is merged',
      text: 'It belongs to {owner}.',
    },
  ],
  'apply-succeed': [
    {
      to: 'requester',
      severity: 'normal',
      topic: 'changes',
      title: 'Your request {wish} is done',
      text: 'The pipeline has applied it.',
    },
    {
      to: 'owner',
      severity: 'low',
      topic: 'changes',
      title: 'The request of {requester} {wish} is done',
      text: 'The pipeline has applied it. It belongs to {owner}.',
    },
  ],
  'apply-fail': [
    {
      to: 'requester',
      severity: 'high',
      topic: 'changes',
      title: 'Your request {wish} failed',
      text: 'The pipeline could not apply it: {comment}',
    },
  ],
};

/** What is told of a request that waits, once. */
export const WAITING_NOTICE: NoticeRule = {
  to: 'asked',
  severity: 'normal',
  topic: 'approvals',
  title: '{requester} still waits: a request {wish}',
  text: 'It was asked for on {day}, and needs one person from {group}, because {reason}.',
};

/**
 * What is told before an environment ends, to its owner and to whoever created it: the
 * first that fits, and each once.
 */
export const EXPIRY_NOTICES: readonly {
  within: '1d' | '3d';
  hours: number;
  rule: Omit<NoticeRule, 'to'>;
}[] = [
  {
    within: '1d',
    hours: 24,
    rule: {
      severity: 'high',
      topic: 'expiry',
      title: '{name} expires within a day',
      text: 'Its time ends on {end}. Extend it if somebody still needs it.',
    },
  },
  {
    within: '3d',
    hours: 72,
    rule: {
      severity: 'normal',
      topic: 'expiry',
      title: '{name} expires within 3 days',
      text: 'Its time ends on {end}. Extend it if somebody still needs it.',
    },
  },
];
