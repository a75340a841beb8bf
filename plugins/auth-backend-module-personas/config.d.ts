export interface Config {
  auth?: {
    providers?: {
      /**
       * Three sample people to sign in as. For a portal that only its own
       * machine can reach; start-up fails anywhere else.
       */
      personas?: {
        /** The personas load only when this is true. */
        enabled: boolean;
      };
    };
  };
}
