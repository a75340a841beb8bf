import { Card, Text } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { Initial } from '../person';
import { Persona, personas } from './personas';
import styles from './SignIn.module.css';

const Choice = (props: { persona: Persona; onChoose: () => void }) => {
  const { name, role, group, purpose } = props.persona;

  return (
    <Card
      className={styles.choice}
      onPress={props.onChoose}
      label={`Sign in as ${name}, ${role.toLocaleLowerCase(
        'en',
      )}, group ${group}`}
    >
      <div className={styles.choiceBody}>
        <Initial name={name} />
        <span className={styles.words}>
          <Text variant="body-large" weight="bold">
            {name}
          </Text>
          <Text variant="body-small" color="secondary">
            {role} · group {group}
          </Text>
          <Text variant="body-medium">{purpose}</Text>
        </span>
        <RiArrowRightLine className={styles.arrow} size={20} aria-hidden />
      </div>
    </Card>
  );
};

/** The three sample people as large choices. */
export const PersonaChoice = (props: {
  onChoose: (persona: Persona) => void;
}) => (
  <ul className={styles.choices}>
    {personas.map(persona => (
      <li key={persona.id}>
        <Choice persona={persona} onChoose={() => props.onChoose(persona)} />
      </li>
    ))}
  </ul>
);
