import {
  ApprovalGroups,
  EnvironmentSpec,
  parseEnvironmentSpec,
  PreviewRequest,
  PreviewResponse,
  Quota,
  SpecIssue,
  ValidPreview,
} from '@portico/plugin-environments-common';
import { EnvironmentStore } from '../database/EnvironmentStore';
import {
  EnvironmentEvaluator,
  Evaluation,
} from '../sources/EnvironmentEvaluator';
import { EnvironmentAccess } from './EnvironmentAccess';
import { BusyError } from './BusyError';
import { QuotaService } from './QuotaService';
import { Requester } from './Requester';
import { requiredApprovals } from './requiredApprovals';
import { SingleFlight } from './SingleFlight';
import { specHash } from './specHash';
import { SourceMonitor } from './SourceMonitor';
import { SpecReviewer } from './SpecReviewer';
import { within } from './within';

/** What the preview works with. */
export interface PreviewServiceOptions {
  evaluator: EnvironmentEvaluator;
  environments: EnvironmentStore;
  reviewer: SpecReviewer;
  /** What somebody may not read is not compared with either. */
  access: Pick<EnvironmentAccess, 'mayRead'>;
  /** Told how the evaluator does. */
  monitor: SourceMonitor;
  groups: ApprovalGroups;
  /** From arrival to answer; what takes longer has no estimate. */
  deadlineMs?: number;
}

type Base =
  | { found: true; spec: EnvironmentSpec | null }
  | { found: false; issues: SpecIssue[] };

const DEADLINE_MS = 5_000;

function invalid(issues: SpecIssue[]): PreviewResponse {
  return { valid: false, issues };
}

/** What an environment would cost, do and need, before anybody asks for it. */
export class PreviewService {
  readonly #options: PreviewServiceOptions;
  readonly #flights = SingleFlight.create<Evaluation>();
  #quotas: Pick<QuotaService, 'quotaFor'> | undefined;

  static create(options: PreviewServiceOptions): PreviewService {
    return new PreviewService(options);
  }

  private constructor(options: PreviewServiceOptions) {
    this.#options = options;
  }

  /** Answers with what the spec would do, or with everything that is wrong with it. */
  async preview(
    request: PreviewRequest,
    requester: Requester,
    signal?: AbortSignal,
  ): Promise<PreviewResponse> {
    const parsed = parseEnvironmentSpec(request.spec);
    if (!parsed.valid) return invalid(parsed.issues);
    const base = await this.#findBase(request.against, parsed.spec, requester);
    if (!base.found) return invalid(base.issues);

    const { spec } = parsed;
    const against = base.spec;
    const { reviewer } = this.#options;
    const [issues, evaluation] = await Promise.all([
      against
        ? reviewer.reviewChanged(spec, against, requester)
        : reviewer.reviewNew(spec, requester),
      this.evaluate(spec, against, signal),
    ]);
    if (issues.length > 0) return invalid(issues);
    if (evaluation.status === 'unavailable' && evaluation.busy) {
      throw new BusyError(evaluation.reason, 1);
    }
    const quota = await this.quotaFor(spec);
    return this.#answer(spec, against, { evaluation, quota }, requester);
  }

  /** Lets quotas limit owners from now on; the prices they sum come from here. */
  limitBy(quotas: Pick<QuotaService, 'quotaFor'>): void {
    this.#quotas = quotas;
  }

  /** What the owner of a spec may have, and has beside it; null where nothing limits them. */
  async quotaFor(spec: EnvironmentSpec): Promise<Quota | null> {
    return this.#quotas?.quotaFor(spec) ?? null;
  }

  /** Judges a spec; equal questions at the same time are asked once. */
  async evaluate(
    spec: EnvironmentSpec,
    against: EnvironmentSpec | null,
    signal?: AbortSignal,
  ): Promise<Evaluation> {
    const { evaluator } = this.#options;
    const key = `${specHash(spec)} ${against ? specHash(against) : ''}`;
    const asked = this.#flights.run(
      key,
      flightSignal =>
        evaluator.evaluate({
          spec,
          against: against ?? undefined,
          signal: flightSignal,
        }),
      signal,
    );
    const evaluation = await this.#inTime(asked);
    if (!signal?.aborted) this.#note(evaluation);
    return evaluation;
  }

  #note(evaluation: Evaluation): void {
    const { monitor } = this.#options;
    if (evaluation.status === 'ok') monitor.noteSuccess();
    else if (!evaluation.busy) monitor.noteFailure(evaluation.reason);
  }

  async #inTime(asked: Promise<Evaluation>): Promise<Evaluation> {
    const deadlineMs = this.#options.deadlineMs ?? DEADLINE_MS;
    return within<Evaluation, Evaluation>(asked, deadlineMs, {
      status: 'unavailable',
      reason: `The estimate was not ready within ${deadlineMs / 1000} s`,
      busy: false,
    });
  }

  async #findBase(
    against: unknown,
    spec: EnvironmentSpec,
    requester: Requester,
  ): Promise<Base> {
    if (against === undefined || against === null) {
      return { found: true, spec: null };
    }
    const base =
      typeof against === 'string'
        ? await this.#findStored(against, requester)
        : this.#parseBase(against);
    if (base.found && base.spec?.metadata.name !== spec.metadata.name) {
      const message = `is ${spec.metadata.name}, but the change is of ${base.spec?.metadata.name}; a name stays for life`;
      return { found: false, issues: [{ path: 'metadata.name', message }] };
    }
    return base;
  }

  async #findStored(name: string, { credentials }: Requester): Promise<Base> {
    const { environments, access } = this.#options;
    const found = await environments.get(name);
    const stored =
      found && (await access.mayRead(name, credentials)) ? found : undefined;
    if (stored?.spec && stored.removedAt === null) {
      return { found: true, spec: stored.spec };
    }
    const message =
      stored && stored.removedAt === null
        ? `is ${name}, whose file is not valid; mend it in Git first`
        : `names no environment; there is no ${JSON.stringify(
            name.slice(0, 63),
          )}`;
    return { found: false, issues: [{ path: 'against', message }] };
  }

  #parseBase(against: unknown): Base {
    const parsed = parseEnvironmentSpec(against);
    if (parsed.valid) return { found: true, spec: parsed.spec };
    const issues = parsed.issues.map(({ path, message }) => ({
      path: path ? `against.${path}` : 'against',
      message,
    }));
    return { found: false, issues };
  }

  #answer(
    spec: EnvironmentSpec,
    against: EnvironmentSpec | null,
    { evaluation, quota }: { evaluation: Evaluation; quota: Quota | null },
    requester: Requester,
  ): ValidPreview {
    const approvals = requiredApprovals(
      {
        kind: against ? 'resize' : 'create',
        spec,
        against,
        evaluation,
        quota,
        requesterRefs: requester.refs,
      },
      this.#options.groups,
    );
    if (evaluation.status === 'unavailable') {
      const { status, reason } = evaluation;
      return {
        valid: true,
        issues: [],
        estimate: { status, reason },
        againstEstimate: null,
        plan: null,
        findings: [],
        approvals,
        quota,
      };
    }
    const { estimate, againstEstimate, plan, findings } = evaluation;
    return {
      valid: true,
      issues: [],
      estimate,
      againstEstimate,
      plan,
      findings,
      approvals,
      quota,
    };
  }
}
