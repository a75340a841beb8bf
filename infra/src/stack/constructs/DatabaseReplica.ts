import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { Construct } from 'constructs';
import { AlarmRule, replicaAlarms } from './alarmRules';
import {
  InstanceOptions,
  SharedParts,
  commonArguments,
} from './databaseInstance';

/** Which replica it is, and what it follows. */
export interface DatabaseReplicaOptions extends InstanceOptions {
  /** From 1. */
  readonly index: number;
  readonly primary: DbInstance;
  readonly shared: SharedParts;
}

/** A copy of the database that is only read from. Its engine, size, key, users and subnets are those of the primary. */
export class DatabaseReplica extends Construct {
  readonly alarms: AlarmRule[];
  readonly address: string;

  constructor(scope: Construct, id: string, options: DatabaseReplicaOptions) {
    super(scope, id);
    const { environment, index, primary, shared } = options;
    const identifier = `${environment}-postgres-replica-${index}`;
    const instance = new DbInstance(this, 'instance', {
      ...commonArguments(this, identifier, options, shared),
      replicateSourceDb: primary.identifier,
      multiAz: false,
      // RDS takes no last snapshot of a replica; the primary has the data.
      skipFinalSnapshot: true,
    });
    this.address = instance.address;
    this.alarms = replicaAlarms(instance.identifier, options.database, index);
  }
}
