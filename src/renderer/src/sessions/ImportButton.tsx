import { Upload } from 'lucide-react';
import { useApp } from '../store/app-store';
import { FileButton } from '../ui/FileButton';

/** Takes in a session from a file: an export, or anything that was captured elsewhere. */
export function ImportButton() {
  const diagnoseFile = useApp((state) => state.diagnoseFile);
  return (
    <FileButton
      tone="quiet"
      icon={Upload}
      small
      inputLabel="Session file"
      onPick={(file) => void diagnoseFile(file)}
    >
      Import
    </FileButton>
  );
}
