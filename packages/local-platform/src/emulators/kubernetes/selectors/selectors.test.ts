import { parseFieldSelector } from './fieldSelector';
import { parseLabelSelector } from './labelSelector';

const LABELS = {
  app: 'order',
  'app.kubernetes.io/version': '1.4.2',
  empty: '',
  size: '12',
};

describe('parseLabelSelector', () => {
  it.each<[string, boolean]>([
    ['', true],
    ['app', true],
    ['nothing', false],
    ['!nothing', true],
    ['!app', false],
    ['app=order', true],
    ['app==order', true],
    ['app = order', true],
    ['app=other', false],
    ['app!=other', true],
    ['nothing!=other', true],
    ['app!=order', false],
    ['empty=', true],
    ['nothing=', false],
    ['app.kubernetes.io/version=1.4.2', true],
    ['app in (order, payment)', true],
    ['app in (payment)', false],
    ['nothing in (payment)', false],
    ['app notin (payment)', true],
    ['nothing notin (payment)', true],
    ['app notin (order,payment)', false],
    ['app in (order),size', true],
    ['app=order,app.kubernetes.io/version=1.5.0', false],
    ['size>11', true],
    ['size>12', false],
    ['size<13', true],
    ['nothing<13', false],
    // Names of what every object of JavaScript has are labels like others.
    ['constructor', false],
    ['!constructor', true],
    ['toString notin (a)', true],
  ])("should read '%s'", (text, expected) => {
    expect(parseLabelSelector(text)(LABELS)).toBe(expected);
  });

  it.each([
    ['a===b', "unable to parse requirement: found '=', expected: identifier"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['a=b,', "found '', expected: identifier after ','"],
    [
      'a b',
      "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
    ],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    [
      'a in (b',
      "unable to parse requirement: found '', expected: ',', ')' or identifier",
    ],
    ['a=$', 'unable to parse requirement: values[0]: Invalid value: "$"'],
    ['-a', 'unable to parse requirement: <nil>: Invalid value: "-a"'],
    ['a/b/c', 'unable to parse requirement: <nil>: Invalid value: "a/b/c"'],
    ['a>b', 'unable to parse requirement: values[0]: Invalid value: "b"'],
  ])("should refuse '%s'", (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message);
  });
});

describe('parseFieldSelector', () => {
  const event = {
    metadata: { name: 'a,b', uid: '', creationTimestamp: '' },
    involvedObject: { kind: 'Pod', name: 'order' },
    source: { component: 'kubelet' },
    reason: 'BackOff',
  };
  it.each<[string, boolean]>([
    ['', true],
    ['involvedObject.name=order', true],
    ['involvedObject.name==order,involvedObject.kind=Pod', true],
    ['involvedObject.name!=order', false],
    ['involvedObject.fieldPath=', true],
    ['source=kubelet', true],
    ['metadata.name=a\\,b', true],
  ])("should read '%s'", (text, expected) => {
    expect(parseFieldSelector(text, 'events')(event)).toBe(expected);
  });

  it('should refuse fields that the kind is not selected by', () => {
    expect(() => parseFieldSelector('reason=x', 'pods')).toThrow(
      'field label not supported: reason',
    );
  });
});
