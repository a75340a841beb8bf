import { isRecord, text } from '../document/attributes';
import { Attributes } from '../document/TerraformDocument';

/** One statement of a policy of AWS, its lists made lists. */
export interface PolicyStatement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principal: unknown;
  readonly condition: Attributes;
}

/** The texts of a list, which may be written as one text alone. */
export function listOf(value: unknown): string[] {
  return [value].flat().filter(item => typeof item === 'string');
}

function toStatement(statement: Attributes): PolicyStatement {
  return {
    effect: text(statement, 'Effect') ?? '',
    actions: listOf(statement.Action),
    notActions: listOf(statement.NotAction),
    resources: listOf(statement.Resource),
    notResources: listOf(statement.NotResource),
    principal: statement.Principal,
    condition: isRecord(statement.Condition) ? statement.Condition : {},
  };
}

/** The statements of a policy that a resource holds as text; undefined where it is not known. */
export function statementsOf(
  attributes: Attributes,
  name = 'policy',
): PolicyStatement[] | undefined {
  try {
    const document: unknown = JSON.parse(text(attributes, name) ?? '');
    const statements = isRecord(document) ? [document.Statement].flat() : [];
    return statements.filter(isRecord).map(toStatement);
  } catch {
    // An expression, or not JSON at all: then the provider has the last word.
    return undefined;
  }
}

/** The conditions of an operator, such as StringEquals, as keys and their values. */
export function conditionsOf(
  { condition }: PolicyStatement,
  operator: string,
): [string, string[]][] {
  const asked = condition[operator];
  return isRecord(asked)
    ? Object.entries(asked).map(([key, value]) => [key, listOf(value)])
    : [];
}

/** Whether a principal is everybody there is. */
export function isEverybody(principal: unknown): boolean {
  const named = isRecord(principal) ? principal.AWS : principal;
  return listOf(named).includes('*');
}
