import type { BranchEnd } from '../adapters/contract.ts';
import type { ConfigRequest } from '../config/find.ts';
import type { DeleteLimit } from '../plan/guardrails.ts';
import type { OwnershipRules } from '../plan/left-alone.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunReport } from '../report/run-report.ts';
import type { ReportFiles } from '../run/report-files.ts';
import type { CacheKeyParts } from './cache-service.ts';
import type { RunMode, SyncSelection } from './inputs.ts';

/** One sync that is meant by the inputs. */
export interface SyncChoice {
  /** Undefined as long as only its file is known. */
  readonly name: string | undefined;
  readonly config: ConfigRequest;
}

/** One run as the action asks the engine for it. */
export interface ExecuteRequest {
  readonly config: ConfigRequest;
  readonly mode: RunMode;
  readonly fullExtract: boolean;
  readonly branch: string | undefined;
  readonly createBranch: boolean;
  readonly allowRowcountDrop: boolean;
  readonly continueOnError: boolean;
  readonly maxDeletes: DeleteLimit;
  readonly ownership: OwnershipRules;
  /** For the mode `apply`: the run that made the plan. Empty in other modes. */
  readonly runId: string;
  readonly onConflict: 'stop' | 'skip';
  readonly hooks: {
    /** Once the binding and the schema's hash are known, before anything is read from the cache folder. */
    afterSchema(parts: CacheKeyParts): Promise<void>;
    /** Before the first write of a sync. @throws SyncError to keep the plan from being written */
    approve(sync: string, plan: Plan): Promise<void>;
  };
}

export interface ExecuteOutcome {
  readonly report: RunReport;
  readonly planPath: string;
  readonly reportFiles: ReportFiles;
  readonly schemaHash: string;
  /** The destination's branch; undefined for a system without branches. */
  readonly branch: { readonly name: string; readonly url: string } | undefined;
  /** Whether the run got to its end, so that its cache is worth keeping. */
  readonly finished: boolean;
}

/** What the action needs of the engine. */
export interface Engine {
  /**
   * The syncs that are meant, at least one, in the order of their names in the inputs or of their files.
   * @throws SyncError CONFIG_NOT_FOUND
   */
  select(selection: SyncSelection, directory: string): Promise<readonly SyncChoice[]>;
  /** @throws SyncError */
  execute(request: ExecuteRequest): Promise<ExecuteOutcome>;
  /** Removes a branch of a sync's destination. @throws SyncError */
  removeBranch(config: ConfigRequest, branch: string): Promise<BranchEnd>;
  /** True once the job was cancelled. */
  readonly cancelled: () => boolean;
}
