/** The path of an environment's file in the repository. */
export function environmentFilePath(folder: string, name: string): string {
  return `${folder}/${name}.yaml`;
}
