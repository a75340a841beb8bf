export { ItemList, type ListedItem } from './ItemList';
export { ItemTable } from './ItemTable';
export { itemWords, whenWords } from './itemWords';
export { OriginTag } from './OriginTag';
export { StatusIcon } from './StatusIcon';
