import { Persona, personas } from './personas';

const KEY = 'portico.persona';

/**
 * The person chosen in this tab, kept over reloads. A browser that forbids
 * storage is no reason to fail: the choice is then made again.
 */
export const chosenPersona = {
  read(): Persona | undefined {
    try {
      const id = sessionStorage.getItem(KEY);
      return personas.find(persona => persona.id === id);
    } catch {
      return undefined;
    }
  },
  write(persona: Persona): void {
    try {
      sessionStorage.setItem(KEY, persona.id);
    } catch {
      // Forbidden or full; the person stays signed in until the next reload.
    }
  },
  clear(): void {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  },
};
