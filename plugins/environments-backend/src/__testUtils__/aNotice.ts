import { Notice } from '../database/NoticeStore';

/** A notice for one person. */
export function aNotice(fields: Partial<Notice> = {}): Notice {
  return {
    to: ['user:default/ada'],
    except: [],
    severity: 'normal',
    topic: 'changes',
    title: 'Your request for dev is merged',
    text: 'It is in Git now.',
    link: '/environments/changes/1',
    scope: 'change:1',
    ...fields,
  };
}
