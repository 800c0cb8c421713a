// Style sheets that come with a chunk of their own.
declare module '*.css';
