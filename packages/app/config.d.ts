export interface Config {
  app?: {
    signIn?: {
      /**
       * How people sign in. `personas` offers the three sample people and works
       * only on the machine that runs the portal; `github` (the default) is
       * for production.
       * @visibility frontend
       */
      provider?: 'personas' | 'github';
    };
  };
}
