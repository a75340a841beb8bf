import { CLASS_DEFAULTS } from '@portico/plugin-environments-common';
import { dataSummary } from '../../../form/summaries';
import { getAt } from '../../../form/paths';
import { CACHE_TYPES, DATABASE_CLASSES } from '../../../form/wellKnownTypes';
import { NumberInput, SuggestInput, SwitchInput } from '../fields';
import { useForm } from '../FormContext';
import { classOf } from '../classOf';
import { FoldedSection } from './FoldedSection';
import styles from './sections.module.css';

const DatabaseFields = () => (
  <>
    <div className={styles.triple}>
      <SuggestInput
        path="spec.database.instanceClass"
        label="Database class"
        suggestions={DATABASE_CLASSES}
      />
      <NumberInput
        path="spec.database.storageGb"
        label="Storage"
        secondaryLabel="GB"
        step={10}
      />
      <NumberInput
        path="spec.database.maxStorageGb"
        label="Storage limit"
        secondaryLabel="GB"
        step={10}
      />
    </div>
    <SwitchInput
      path="spec.database.multiAz"
      label="A second zone for the database"
      description="It goes on by itself when a zone fails. It costs about twice as much."
    />
  </>
);

const CacheFields = () => (
  <div className={styles.pair}>
    <SuggestInput
      path="spec.cache.nodeType"
      label="Cache node type"
      suggestions={CACHE_TYPES}
    />
    <NumberInput path="spec.cache.nodes" label="Cache nodes" />
  </div>
);

/** The database and the cache. */
export const DataSection = () => {
  const { draft } = useForm();
  const { database, cache } = CLASS_DEFAULTS[classOf(draft)];
  return (
    <FoldedSection
      section="data"
      number={5}
      title="Data"
      summary={dataSummary(draft)}
    >
      <SwitchInput
        path="spec.database"
        label="A PostgreSQL database"
        on={{ engine: 'postgres', ...database }}
      />
      {getAt(draft, 'spec.database') !== undefined && <DatabaseFields />}
      <SwitchInput
        path="spec.cache"
        label="A Redis cache"
        on={{ engine: 'redis', ...cache }}
      />
      {getAt(draft, 'spec.cache') !== undefined && <CacheFields />}
    </FoldedSection>
  );
};
